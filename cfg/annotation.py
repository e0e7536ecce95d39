# AnnotationEngine (ANNOTATION_ENGINE_SETTINGS).
GLOBAL_SERVER = "http://gateway"
GLOBAL_SERVER_URL = "http://gateway"
INFOSERVICE_ENDPOINT = "http://gateway/info"
SCHEMA_SERVICE_ENDPOINT = "http://gateway/schema/"
SQLALCHEMY_DATABASE_URI = "postgresql://postgres:{{postgres_password}}@postgres:5432/annotation"
AUTH_TOKEN = "dummy"

# InfoService (ANNOTATIONINFOSERVICE_SETTINGS).
SQLALCHEMY_DATABASE_URI = "postgresql://postgres:{{postgres_password}}@postgres:5432/datasets"
# Sessions of the admin pages, on this machine only.
SECRET_KEY = "{{postgres_password}}"
CSRF_SESSION_KEY = "{{postgres_password}}"
NEUROGLANCER_URL = "https://neuroglancer-demo.appspot.com"
AUTH_TOKEN = ""

# MaterializationEngine, web and worker (MATERIALIZATION_ENGINE_SETTINGS).
import logging

GLOBAL_SERVER_URL = "http://gateway"
LOCAL_SERVER_URL = "http://gateway"
INFOSERVICE_ENDPOINT = "http://gateway/info"
SCHEMA_SERVICE_ENDPOINT = "http://gateway/schema/"
ANNO_ENDPOINT = "http://gateway/annotation/"
SEGMENTATION_ENDPOINT = "http://gateway/segmentation"
SQLALCHEMY_DATABASE_URI = "postgresql://postgres:{{postgres_password}}@postgres:5432/materialize"
REDIS_HOST = "redis"
REDIS_PORT = 6379
REDIS_URL = "redis://redis:6379/0"
CELERY_BROKER_URL = "redis://redis:6379/0"
CELERY_RESULT_BACKEND = "redis://redis:6379/0"
DATASTACKS = ["fake_datastack"]
TEST_DB_NAME = "fake_volume"
# Nothing removes versions by itself here.
BEAT_SCHEDULES = []
MIN_DATABASES = 2
MAX_DATABASES = 1000
# The stages of a workflow are told at this level.
LOGGING_LEVEL = logging.INFO
AUTH_TOKEN = "dummy"

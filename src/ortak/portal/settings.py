"""Django's settings. What differs between installations comes from the environment (`ortak.portal.environment`)."""

import os
from importlib.resources import files
from pathlib import Path

from csp.constants import NONE, SELF

from ortak.portal import environment

HOME = environment.data_home()
SECRET_KEY = environment.secret_key(HOME)
DEBUG = os.environ.get("ORTAK_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("ORTAK_HOSTS", "127.0.0.1,localhost,[::1]").split(",")


def _apps(package: str) -> list[str]:
    """Every folder of the package that has an `apps.py`: adding a room is adding its folder."""
    rooms = sorted(room.name for room in files(package).iterdir() if room.is_dir() and (room / "apps.py").is_file())
    return [f"{package}.{name}" for name in rooms]


INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    *_apps("ortak.mechanisms"),
    *_apps("ortak.areas"),
    "ortak.vision",
    "ortak.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ortak.portal.gate.Gate",
]
ROOT_URLCONF = "ortak.portal.urls"
WSGI_APPLICATION = "ortak.portal.wsgi.application"
AUTH_USER_MODEL = "actors.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": environment.database()}
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "ortak.portal.jinja.environment", "autoescape": True},
    }
]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
#: the nine languages; the interface is complete in those of `INTERFACE_LANGUAGES`, the others show titles and fall
#: back visibly
LANGUAGES = [
    ("en", "English"),
    ("tr", "Türkçe"),
    ("az", "Azərbaycanca"),
    ("kk", "Қазақша"),
    ("ky", "Кыргызча"),
    ("uz", "Oʻzbekcha"),
    ("tk", "Türkmençe"),
    ("hu", "Magyar"),
    ("ru", "Русский"),
]
INTERFACE_LANGUAGES = ["en", "tr"]
LOCALE_PATHS = [Path(__file__).parent / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = None  # served from where the files lie; nothing is collected
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF, "'unsafe-inline'"],  # SVG of charts carries style attributes
        "img-src": [SELF, "data:"],
        "script-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 500}},
    # charts as drawn, shared by all workers; may be emptied at any time
    "drawings": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "drawings",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

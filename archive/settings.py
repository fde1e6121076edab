"""Settings of the archive. All that differs between machines is read from the environment.

A value that is missing or cannot be used stops the start with a sentence that says what to set.
The operator's guide lists every variable; the block "What is read from the environment" below
is the whole list, in the same order.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def read_secret(path: Path, debug: bool) -> str:
    """Answer the signing key: SECRET_KEY, else the content of the file at ``path``.

    Without either, a debugging server gets a key that everybody knows; any other server
    raises ImproperlyConfigured.
    """
    key: str = env.str("SECRET_KEY", default="")
    if not key and path.is_file():
        key = path.read_text(encoding="ascii").strip()
    if not key and debug:
        key = "for-debugging-only-and-known-to-everybody"
    if not key:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Give a long random string in the environment, name a file "
            "that holds one in SECRET_KEY_FILE, or set DEBUG=1 on a machine of your own."
        )
    return key


def read_address(name: str, default: str) -> str:
    """Answer an absolute http(s) address from the environment, without its last slash."""
    address: str = env.str(name, default=default).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"{name} must be a scheme and a host, such as https://archive.example.org, "
            f"not {address!r}."
        )
    return address


def read_database(default: str) -> dict[str, Any]:
    """Answer Django's description of the database that DATABASE_URL names.

    SQLite gets write-ahead logging, so that readers never wait for a writer, and transactions
    that take the write lock at their start: one that took it half-way could fail without
    waiting. Each thread keeps its connection for a minute, for to read the tables of a new one
    takes as long as several queries. PostgreSQL gets a pool of connections when
    DATABASE_POOL_SIZE is above 0.
    Any other engine raises ImproperlyConfigured: nothing here was tried on it.
    """
    try:
        database: dict[str, Any] = env.db_url("DATABASE_URL", default=default)
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
    options: dict[str, Any] = database.setdefault("OPTIONS", {})
    if database.get("ENGINE") == "django.db.backends.sqlite3":
        database.setdefault("CONN_MAX_AGE", 60)  # seconds
        options.setdefault("timeout", 20)  # seconds a writer waits for another
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault(
            "init_command",
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        )
    elif database.get("ENGINE") == "django.db.backends.postgresql":
        pool_size = read_count("DATABASE_POOL_SIZE", default=0)
        if pool_size:
            options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    else:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with sqlite:/// or postgres://, as in "
            "postgres://user:password@host:5432/slovo."
        )
    return database


def read_count(name: str, default: int) -> int:
    """Answer a whole number of 0 or more from the environment."""
    try:
        count: int = env.int(name, default=default)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error
    if count < 0:
        raise ImproperlyConfigured(f"{name} must not be below 0.")
    return count


def read_members(name: str) -> list[str]:
    """Answer groups of the desk, and `superuser`, from the environment, separated by commas."""
    members = [one.strip() for one in env.list(name, default=[]) if one.strip()]
    known = {"contributor", "editor", "publisher", "superuser"}
    if not known.issuperset(members):
        raise ImproperlyConfigured(
            f"{name} may name {', '.join(sorted(known))}, not "
            f"{', '.join(sorted(set(members) - known))}."
        )
    return members


def read_naan(name: str) -> str:
    """Answer a name assigning authority number from the environment, or nothing.

    It has five signs of the ARK alphabet: digits and consonants without l.
    """
    naan: str = env.str(name, default="")
    if naan and re.fullmatch("[0-9bcdfghjkmnpqrstvwxz]{5,9}", naan) is None:
        raise ImproperlyConfigured(
            f"{name} must be the number that the ARK Alliance has given you, such as 12345, "
            f"not {naan!r}."
        )
    return naan


# --- What is read from the environment ---------------------------------------------------------

DEBUG: bool = env.bool("DEBUG", default=False)
# A server for trying out: its demo editor exists, and Django itself serves the media.
DEMO: bool = env.bool("SLOVO_DEMO", default=False)
# The server stands behind a proxy that speaks TLS and sets X-Forwarded-Proto.
BEHIND_TLS: bool = env.bool("BEHIND_TLS", default=False)
# How many proxies add to X-Forwarded-For; 0 believes nobody but the connection itself.
PROXY_COUNT: int = read_count("PROXY_COUNT", default=0)

# Everything the archive keeps on disk is below this folder: database, media, index, collected
# static files and, unless the environment gives it, the signing key.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
SEARCH_INDEX_DIR = Path(env.str("SEARCH_INDEX_DIR", default=str(DATA_DIR / "index")))
# Whether a thread brings the index up to date with what may wait; else it is done at once.
SEARCH_IN_BACKGROUND: bool = env.bool("SEARCH_IN_BACKGROUND", default=True)
# Whether nobody may publish, or approve in public, what they have written themselves.
FOUR_EYES: bool = env.bool("FOUR_EYES", default=False)
# Who opens the desk only with a second factor: groups, and `superuser`.
SECOND_FACTOR_FOR = read_members("SECOND_FACTOR_FOR")
# How often, in seconds, a server looks for entries whose time to be published has come; 0: never,
# it is left to the command `publish_due`.
PUBLISH_DUE_SECONDS: int = read_count("PUBLISH_DUE_SECONDS", default=60)
# Whether a thread does what has many rows, such as an import; else the request does it at once.
JOBS_IN_BACKGROUND: bool = env.bool("JOBS_IN_BACKGROUND", default=True)
# Whether the archive may ask authority files for records, when an editor gives their address.
ALLOW_OUTGOING: bool = env.bool("ALLOW_OUTGOING", default=False)
# Every identifier that was ever given out: a restored database may have forgotten some.
PID_LEDGER = Path(env.str("PID_LEDGER", default=str(DATA_DIR / "pids.txt")))
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))

SECRET_KEY = read_secret(Path(env.str("SECRET_KEY_FILE", default=str(DATA_DIR / "secret"))), DEBUG)
# Keys that still verify old signatures after SECRET_KEY has been changed.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])

SITE_NAME: str = env.str("SITE_NAME", default="Slovo")
# The public address, without a path. Every address that leaves the archive begins with it.
SITE_URL = read_address("SITE_URL", default="http://localhost:8000")
# The number that an archive has been given for its ARKs (archival resource keys), if it has one.
ARK_NAAN = read_naan("ARK_NAAN")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", default=LOCAL_HOSTS if SITE_HOST == "localhost" else [SITE_HOST]
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

DATABASES = {"default": read_database(default=f"sqlite:///{DATA_DIR / 'slovo.sqlite3'}")}
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://slovo")}

LOG_LEVEL: str = env.str("LOG_LEVEL", default="INFO").upper()
HSTS_SECONDS: int = read_count("HSTS_SECONDS", default=365 * 24 * 60 * 60)

# --- The house ---------------------------------------------------------------------------------

# From the bottom up, as in docs/architecture.md: a room may import the rooms before it.
ROOMS = [
    "entries.apps.EntriesConfig",
    "sources.apps.SourcesConfig",
    "places.apps.PlacesConfig",
    "topics.apps.TopicsConfig",
    "people.apps.PeopleConfig",
    "works.apps.WorksConfig",
    "events.apps.EventsConfig",
    "records.apps.RecordsConfig",
    "history.apps.HistoryConfig",
    "corrections.apps.CorrectionsConfig",
    "search.apps.SearchConfig",
    "exchange.apps.ExchangeConfig",
    "interop.apps.InteropConfig",
    "browse.apps.BrowseConfig",
    "desk.apps.DeskConfig",
]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    *ROOMS,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "archive.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.crawlers.CrawlersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "archive.middleware.ClientAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "archive.middleware.AcceptedLanguagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "archive.variants.DigitsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "archive.middleware.NoNulMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "desk.accounts.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "desk.flow.due.PublishDueMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
ASGI_APPLICATION = "archive.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"dates": "dates.tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "archive.context.site",
            ],
        },
    },
]

# --- Languages and time ------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("th", "ไทย"), ("en", "English"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- Files -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [
    BASE_DIR / "static",
    ("guide", BASE_DIR / "docs" / "pictures"),  # the editor's guide is read at the desk as well
]
MEDIA_URL = "/media/"
SERVE_MEDIA = DEBUG or DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o644
# An entry with thousands of statements is one form with many fields, yet never a large one.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes of a form, files not counted
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# --- Safety ------------------------------------------------------------------------------------

# The names and the shape are those of Django 6, which will take the middleware's place.
# Pages carry no inline script and no inline style; the stock admin needs neither.
SECURE_CSP: dict[str, list[str]] = {
    "default-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}
SECURE_CSP_REPORT_ONLY: dict[str, list[str]] = {}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = HSTS_SECONDS if BEHIND_TLS else 0
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_FAILURE_VIEW = "desk.holding.csrf_failure"
LANGUAGE_COOKIE_SECURE = BEHIND_TLS
LANGUAGE_COOKIE_SAMESITE = "Lax"
# An archive is often one host among an institution's many: what the others speak is not ours to
# decide, so HSTS covers neither subdomains (W005) nor the browsers' preload list (W021).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "admin:login"

# Five wrong passwords for one name from one address close the door to that pair for 15 minutes;
# by name alone, a stranger could lock an editor out.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "desk.accounts.locked.locked"
AXES_VERBOSE = False

# --- Log ---------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own set-up would mail errors to nobody and be silent outside DEBUG.
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # It warns of every HEAD, whose body Django leaves to the server to drop (RFC 9110).
        "gunicorn.http.wsgi": {"level": "ERROR"},
        "django.server": {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False},
    },
}

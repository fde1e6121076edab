"""Addresses of the desk beside the admin."""

from django.urls import path, re_path
from django.views.i18n import set_language

from desk import closing, helping, presence, views
from desk.accounts import views as accounts
from desk.authorities import views as authorities
from desk.bulk import views as bulk
from desk.changes import views as changes
from desk.drafting import views as drafting
from desk.flow import views as flow
from desk.jobs import questions as job_questions
from desk.jobs import views as jobs
from desk.merging import views as merging
from desk.past import restoring
from desk.past import views as past
from desk.preview import views as previewing
from desk.tables import views as tables
from desk.worklists import views as work

app_name = "desk"

urlpatterns = [
    path("date-echo/", views.date_echo, name="date-echo"),
    path("name-echo/", views.name_echo, name="name-echo"),
    path("alike/", drafting.alike_names, name="alike"),
    path("begin/", drafting.begin, name="begin"),
    path("account/", accounts.account, name="account"),
    path("account/code/", accounts.verify, name="verify"),
    path("account/second-factor/", accounts.set_up, name="set-up"),
    path("account/second-factor/off/", accounts.turn_off, name="turn-off"),
    path("account/codes/", accounts.new_codes, name="new-codes"),
    path("account/sessions/end-others/", accounts.end_others, name="end-others"),
    re_path(
        r"^account/sessions/(?P<pk>[0-9]{1,9})/end/$", accounts.end_session, name="end-session"
    ),
    re_path(r"^accounts/(?P<pk>[0-9]{1,9})/$", accounts.others_account, name="others-account"),
    re_path(r"^accounts/(?P<pk>[0-9]{1,9})/reset/$", accounts.reset, name="reset-factor"),
    re_path(r"^accounts/(?P<pk>[0-9]{1,9})/end/$", accounts.end_all, name="end-sessions"),
    path("merge/", merging.merge, name="merge"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<int:pk>/", merging.merge_report, name="merge-report"),
    path("merges/<int:pk>/undo/", merging.merge_undo, name="merge-undo"),
    re_path(r"^close/(?P<pid>[0-9a-z]{7})/$", closing.close_entry, name="close"),
    re_path(r"^history/(?P<pid>[0-9a-z]{7})/$", past.history, name="history"),
    re_path(r"^history/(?P<pid>[0-9a-z]{7})/compare/$", past.compare, name="compare"),
    re_path(
        r"^history/(?P<pid>[0-9a-z]{7})/(?P<number>[0-9]{1,9})/$", past.revision, name="revision"
    ),
    re_path(
        r"^history/(?P<pid>[0-9a-z]{7})/(?P<number>[0-9]{1,9})/restore/$",
        restoring.restore,
        name="restore",
    ),
    re_path(r"^review/(?P<pid>[0-9a-z]{7})/$", flow.review, name="review"),
    re_path(r"^review/(?P<pid>[0-9a-z]{7})/comment/$", flow.comment, name="comment"),
    re_path(r"^review/(?P<pid>[0-9a-z]{7})/assign/$", flow.assign, name="assign"),
    re_path(r"^review/(?P<pid>[0-9a-z]{7})/schedule/$", flow.schedule, name="schedule"),
    path("work/duplicates/", work.duplicates, name="duplicates"),
    path("work/duplicates/<int:pk>/", work.judge_pair, name="judge-pair"),
    path("work/dead-links/<int:pk>/", work.judge_link, name="judge-link"),
    path("work/<slug:code>/", work.work, name="work"),
    path("preview/<slug:kind>/", previewing.preview, name="preview"),
    path("preview/<slug:kind>/<int:key>/", previewing.preview, name="preview"),
    path("changes/", changes.changes, name="changes"),
    path("changes/feed/", changes.renew_feed, name="renew-feed"),
    path("changes/feed/<str:key>/", changes.changes_feed, name="changes-feed"),
    path("deleted/", restoring.deleted_entries, name="deleted"),
    re_path(r"^deleted/(?P<pid>[0-9a-z]{7})/$", restoring.undelete_entry, name="undelete"),
    re_path(r"^presence/(?P<pid>[0-9a-z]{7})/$", presence.presence_ping, name="presence"),
    re_path(r"^authority/(?P<pid>[0-9a-z]{7})/$", authorities.authority, name="authority"),
    path("chosen/", bulk.chosen, name="chosen"),
    path("jobs/", jobs.jobs, name="jobs"),
    re_path(r"^jobs/(?P<pk>[0-9]{1,9})/$", jobs.job, name="job"),
    re_path(r"^jobs/(?P<pk>[0-9]{1,9})/columns/$", jobs.job_columns, name="job-columns"),
    re_path(r"^jobs/(?P<pk>[0-9]{1,9})/reading/$", jobs.job_reading, name="job-reading"),
    re_path(
        r"^jobs/(?P<pk>[0-9]{1,9})/questions/$", job_questions.job_questions, name="job-questions"
    ),
    re_path(r"^jobs/(?P<pk>[0-9]{1,9})/write/$", jobs.job_write, name="job-write"),
    re_path(r"^jobs/(?P<pk>[0-9]{1,9})/undo/$", jobs.job_undo, name="job-undo"),
    re_path(r"^jobs/(?P<pk>[0-9]{1,9})/stop/$", jobs.job_stop, name="job-stop"),
    re_path(r"^jobs/(?P<pk>[0-9]{1,9})/forget/$", jobs.job_forget, name="job-forget"),
    re_path(
        r"^jobs/(?P<pk>[0-9]{1,9})/faulty[.](?P<form>csv|xlsx)$", jobs.job_faulty, name="job-faulty"
    ),
    re_path(
        r"^tables/(?P<table>[a-z]{1,12})[.](?P<form>csv|xlsx)$", tables.export_table, name="table"
    ),
    re_path(
        r"^templates/(?P<table>[a-z]{1,12})[.](?P<form>csv|xlsx)$",
        tables.table_template,
        name="table-template",
    ),
    path("help/", helping.help_topic, name="help"),
    re_path(r"^help/(?P<topic>[a-z-]{1,40})/$", helping.help_topic, name="help-topic"),
    path("language/", set_language, name="language"),
]

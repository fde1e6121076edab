"""Accounts and the log of rights in the admin; and no forms for the secrets of others."""

from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from desk.models import RightsRecord

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[RightsRecord]
    _UserAdmin = UserAdmin[User]
else:
    _ModelAdmin = admin.ModelAdmin
    _UserAdmin = UserAdmin

for secret in (TOTPDevice, StaticDevice):
    if admin.site.is_registered(secret):
        admin.site.unregister(secret)


ABOUT_USERS: Final = {
    "first_name": _("With the last name it stands where colleagues see who changed something."),
    "last_name": _("Left empty, colleagues see the username."),
    "email": _("For the operator, to reach them; the archive sends no mail."),
}
GROUP_NAME: Final = _("Contributor, editor and publisher are those of the archive itself.")


admin.site.unregister((User, Group))


@admin.register(User)
class AccountAdmin(_UserAdmin):
    """Accounts. When somebody began and was last here is a fact, not a thing to type."""

    readonly_fields = ("last_login", "date_joined")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in ABOUT_USERS:
            kwargs["help_text"] = ABOUT_USERS[db_field.name]
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    class Media:
        js = (Script("desk/icons.js", type="module"),)


@admin.register(Group)
class RightsGroupAdmin(GroupAdmin):
    """Groups and their rights."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "name":
            kwargs["help_text"] = GROUP_NAME
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    class Media:
        js = (Script("desk/icons.js", type="module"),)


@admin.register(RightsRecord)
class RightsRecordAdmin(_ModelAdmin):
    """Who gave or took what rights, and when. For superusers, to be read only."""

    list_display = ["at", "actor", "action", "subject", "note"]
    list_filter = ["action", "at"]
    search_fields = ["actor", "subject"]
    list_per_page = 100
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

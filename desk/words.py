"""Messages of Django's admin that the archive translates itself.

Django has them in English; into Thai it does not translate these, and in Russian the names of
models would stand in the wrong case. Being named here they are collected into the catalogues of
the archive, which go before Django's. Nothing reads this list but `makemessages` and a test.
"""

from django.utils.translation import gettext_noop as _

ADMIN_MESSAGES = (
    # Where a name of a model follows.
    _("Add %(name)s"),
    _("Add %s"),
    _("Add another %(verbose_name)s"),
    _("Change %s"),
    _("Select %s to change"),
    _("Select %s to view"),
    _("View %s"),
    # What was done.
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("The %(name)s “%(obj)s” was deleted successfully."),
    _("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?"),
    _("Added “%(object)s”."),
    _("Added {name} “{object}”."),
    _("Changed “%(object)s” — %(changes)s"),
    _("Changed {fields} for {name} “{object}”."),
    _("Deleted “%(object)s.”"),
    _("Deleted {name} “{object}”."),
    _("Added:"),
    _("Changed:"),
    _("Deleted:"),
    # The page around the forms.
    _("0 of %(cnt)s selected"),
    _("Add link"),
    _("Breadcrumbs"),
    _("Change or view list link"),
    _("Clear all filters"),
    _("Empty"),
    _("Error:"),
    _("Filter navigation items"),
    _("Forgotten your login credentials?"),
    _("Hide counts"),
    _("Hold down “Control”, or “Command” on a Mac, to select more than one."),
    _("Model name"),
    _("Not empty"),
    _("Select all objects on this page for an action"),
    _("Select this object for an action - {}"),
    _("Show counts"),
    _("Sidebar"),
    _("Skip to main content"),
    _("Start typing to filter…"),
    _("Toggle navigation"),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: dark)"),
    _("Toggle theme (current theme: light)"),
    _("View selected %(model)s"),
    _("Yes, I’m sure"),
    _("You don’t have permission to view or edit anything."),
)

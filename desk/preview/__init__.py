"""The public page of a form that is not saved: saved in a transaction, shown, and taken back."""

"""Three-way merge of forms: what two editors typed at the same time, put together field by field.

`values` and `rows` decide, and know nothing of Django; `sent` turns forms into values and back;
`base` keeps what a form was opened on; `joins` does it all to a form or to rows; `screen` shows
what only the editor can settle, and `telling` says what was put together and whose it was.
"""

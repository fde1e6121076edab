"""A new entry begun from inside another's form, and namesakes told of while a name is typed."""

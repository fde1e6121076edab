"""The way from a draft to the public: review, in whose hands, comments, and publishing later.

The steps themselves are in `entries.actions`; here is what the desk keeps beside them.
"""

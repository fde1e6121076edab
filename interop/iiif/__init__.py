"""Pictures for machines: IIIF Image API 3.0 (level 0) and Presentation API 3.0.

https://iiif.io/api/image/3.0/ and https://iiif.io/api/presentation/3.0/. Only what published
entries show is answered for; the address of any other picture is 404, whether it exists or not.
"""

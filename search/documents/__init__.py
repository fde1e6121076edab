"""What the index holds of each entry."""

from search.documents.build import build_documents

__all__ = ["build_documents"]

"""Tests of the historical dates."""

"""Tests of the writing room."""

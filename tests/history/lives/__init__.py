"""A machine that lets thirty entries live by chance, and looks whether all promises hold.

It does what editors do, by the real actions, and keeps its own account of it in plain Python: what
was said of whom with which evidence, which addresses were given out, what each version read.
"""

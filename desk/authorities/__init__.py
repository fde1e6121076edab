"""An entry beside what authority files say of it."""

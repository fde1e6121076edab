"""Every page of the desk and the admin, for tests that look at each of them."""

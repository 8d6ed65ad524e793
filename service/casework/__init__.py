"""One case in one transaction: what moves it, what follows, what a diagram may call."""

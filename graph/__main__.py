"""`python -m tieline` is `tieline`."""

from .cli import main

if __name__ == "__main__":
    main()

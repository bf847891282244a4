"""Where the program for people without Python begins."""

from multiprocessing import freeze_support

from gazetrainer.cli import main

if __name__ == "__main__":
    freeze_support()
    main()

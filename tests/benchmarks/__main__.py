"""`make bench`: what a run costs, as ratios in one run on one machine."""

from . import recorder, round_trip

if __name__ == "__main__":
    round_trip.main()
    print()
    recorder.main()

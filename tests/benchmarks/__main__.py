"""`make bench`: what a run costs and what the service bears, as ratios in one run on one machine."""

from . import recorder, round_trip, service

if __name__ == "__main__":
    round_trip.main()
    print()
    service.main()
    print()
    recorder.main()

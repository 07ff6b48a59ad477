"""`make bench`: what a run costs, what the service bears and how fast the player is, as ratios in one run on one machine."""

from . import frames, player, recorder, round_trip, service

if __name__ == "__main__":
    round_trip.main()
    print()
    service.main()
    print()
    recorder.main()
    print()
    player.main()
    print()
    frames.main()

"""Sittings of hours with faults thrown in: python -m benchmarks.two_hours [--seeds 3] [--hours 2] [--first-seed 1]

A client of paper practises in a fake clock's time while cameras go, machines sleep and pictures spoil at times that a
seed draws. Printed for each seed: what was thrown in, and whether all of it was borne. Ends with 1 if anything was not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import faults_sitting


def main() -> int:
    """Print a line for each seed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=3)
    options.add_argument("--first-seed", type=int, default=1)
    options.add_argument("--hours", type=float, default=2.0)
    asked = options.parse_args()
    profile, is_well = faults_sitting.paper_profile(), True
    with tempfile.TemporaryDirectory(prefix="two-hours-") as folder:
        for seed in range(asked.first_seed, asked.first_seed + asked.seeds):
            began_s = time.monotonic()
            sitting = faults_sitting.sit_long(Path(folder) / f"{seed}.mcap", profile, seed, 3600 * asked.hours)
            found = findings(sitting)
            is_well &= all(is_good for _, is_good in found)
            kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(f.kind for f in sitting.faults).items())
            print(
                f"seed {seed}: {len(sitting.faults)} faults ({kinds}), {time.monotonic() - began_s:.0f} s of computing"
            )
            for text, is_good in found:
                print(f"  {'ok ' if is_good else 'NOT'} {text}", flush=True)
    return 0 if is_well else 1


def findings(sitting: faults_sitting.LongSitting) -> list[tuple[str, bool]]:
    """What was measured, and whether it is as it must be."""
    holds, holes = len(faults_sitting.ended_holds(sitting)), len(faults_sitting.holds_with_a_hole(sitting))
    untold, held_s = faults_sitting.untold_faults(sitting), faults_sitting.held_without_a_picture(sitting)
    told, grown_mb = sum(fault.told_by is not None for fault in sitting.faults), sitting.memory.grown_mb
    hours = max(1.0, sitting.ends_s / 3600)
    return [
        ("carried to its end, the record is whole", faults_sitting.is_carried_to_its_end(sitting)),
        (f"{holds} holds, {holes} whose accounts have a hole", holds > 0 and not holes),
        (f"{told} interruptions to be recorded, {len(untold)} missing", not untold),
        (f"{held_s:.1f} s held without a picture", held_s == 0.0),
        ("judged again, every verdict is the same", faults_sitting.is_judged_again_the_same(sitting)),
        (f"memory grew by {grown_mb:.1f} MB", grown_mb < faults_sitting.GROWS_BY_MB * hours),
    ]


if __name__ == "__main__":
    sys.exit(main())

package dev.backflow.launcher.drill;

import dev.backflow.launcher.drill.Strike.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The blows of one round, as chance chooses them: the same for the same seed, round and sizes. What they hit still
 * depends on the machine, which is the point of a drill.
 *
 * @param strikes while documents take their time, in this order
 * @param late when they no longer do, towards the run's end
 * @param limit how many documents the run may service
 */
record RoundPlan(List<Strike> strikes, List<Strike> late, long limit) {
    private static final int MOST_CALLS = 40;
    private static final int LEAST_OF_A_LIFE = 6;
    private static final int MOST_OF_A_LIFE = 12;
    private static final int KILLS_WITH_LATE_ONES = 6;
    private static final int LEAST_MILLIS = 200;
    private static final int MOST_MILLIS = 2_500;

    RoundPlan {
        strikes = List.copyOf(strikes);
        late = List.copyOf(late);
    }

    /** How many kills the blows are, if each of them finds its target. */
    long kills() {
        return strikes.stream().filter(strike -> strike.target().isKill()).count() + late.size();
    }

    /**
     * Plans one round.
     *
     * @param round its number, from 1
     * @param kills how many, 1 or more
     * @param database whether the database may be killed
     */
    static RoundPlan of(long seed, int round, int kills, boolean database, Corpus corpus) {
        var chance = new SplittableRandom(seed + round * 0x9E3779B97F4A7C15L);
        var strikes = new ArrayList<Strike>();
        int late = kills < KILLS_WITH_LATE_ONES ? 0 : chance.nextInt(3);
        int left = kills - late;
        while (left > 0) {
            if (chance.nextInt(strikes.isEmpty() ? 2 : 5) == 0) {
                int millis = chance.nextInt(LEAST_MILLIS, MOST_MILLIS);
                strikes.add(new Strike(Target.LAUNCHER, Trigger.AFTER_START, millis, 0));
                left--;
            } else {
                int kinds = Math.min(left, chance.nextInt(LEAST_OF_A_LIFE, MOST_OF_A_LIFE + 1));
                life(strikes, kinds, database, chance);
                left -= kinds;
            }
        }
        long limit = round % 3 == 0 ? corpus.documents() * 3L / 5 : corpus.documents();
        return new RoundPlan(strikes, lateOnes(late, chance), limit);
    }

    /** What one launcher lives through, and the kill that ends it. */
    private static void life(List<Strike> strikes, int kills, boolean database, SplittableRandom chance) {
        for (int kill = 1; kill < kills; kill++) {
            if (chance.nextInt(10) == 0) {
                strikes.add(onCalls(Target.PAUSE, chance));
            }
            boolean hitsDatabase = database && chance.nextInt(8) == 0;
            strikes.add(onCalls(hitsDatabase ? Target.DATABASE : Target.WORKER, chance));
        }
        strikes.add(onCalls(Target.LAUNCHER, chance));
    }

    private static List<Strike> lateOnes(int count, SplittableRandom chance) {
        var late = new ArrayList<Strike>();
        for (int kill = 0; kill < count; kill++) {
            late.add(new Strike(Target.LAUNCHER, Trigger.TEARDOWN, chance.nextInt(300), 0));
        }
        return late;
    }

    private static Strike onCalls(Target target, SplittableRandom chance) {
        return new Strike(target, Trigger.CALLS, 1 + chance.nextInt(MOST_CALLS), chance.nextInt(1_000));
    }
}

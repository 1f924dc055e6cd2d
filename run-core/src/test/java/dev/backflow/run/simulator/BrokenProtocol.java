package dev.backflow.run.simulator;

import java.util.List;
import java.util.Set;

/**
 * Deliberately broken variants of the protocol: statements of the real classes rewritten on their way to the database,
 * a rule of the schema dropped, or a simulated actor with a bad habit. The simulator has to find each.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its lists and sets are unmodifiable.
enum BrokenProtocol {
    NONE,
    GUARD_WITHOUT_OWNER_AND_FENCE(new Rewrite(
            "AND OWNER = ? AND FENCE = ? AND NEXT_ORDINAL = ? AND GRANTED = ?",
            "AND (OWNER = ? OR TRUE) AND (FENCE = ? OR TRUE) AND NEXT_ORDINAL = ? AND GRANTED = ?")),
    GUARD_THAT_LETS_ALL_PASS(new Rewrite(
            "AND OWNER = ? AND FENCE = ? AND NEXT_ORDINAL = ? AND GRANTED = ?",
            "AND (OWNER = ? OR FENCE = ? OR NEXT_ORDINAL = ? OR GRANTED = ? OR TRUE)")),
    GUARD_AND_CHUNK_KEY_DROPPED(
            List.of("ALTER TABLE BACKFLOW_CHUNK DROP CONSTRAINT BACKFLOW_CHUNK_KEY"),
            new Rewrite(
                    "AND OWNER = ? AND FENCE = ? AND NEXT_ORDINAL = ? AND GRANTED = ?",
                    "AND (OWNER = ? OR FENCE = ? OR NEXT_ORDINAL = ? OR GRANTED = ? OR TRUE)")),
    LAUNCHER_WITHOUT_EPOCH_CHECK(
            new Rewrite(" WHERE RUN_ID = ? AND EPOCH = ?", " WHERE RUN_ID = ? AND (EPOCH = ? OR TRUE)")),
    TAKE_OVER_THAT_KEEPS_OWNERS(
            new Rewrite("SET FENCE = FENCE + 1, OWNER = NULL WHERE", "SET FENCE = FENCE + 0 WHERE")),
    TAKE_OVER_WITHOUT_A_NEW_EPOCH(new Rewrite("SET EPOCH = EPOCH + 1, LAUNCHER", "SET EPOCH = EPOCH + 0, LAUNCHER")),
    TAKE_OVER_THAT_DROPS_GRANTS(new Rewrite(
            "SET FENCE = FENCE + 1, OWNER = NULL WHERE", "SET FENCE = FENCE + 1, OWNER = NULL, GRANTED = 0 WHERE")),
    FREEING_THAT_DROPS_GRANTS(new Rewrite(
            "SET OWNER = NULL, FENCE = FENCE + 1, DEATHS", "SET OWNER = NULL, FENCE = FENCE + 1, GRANTED = 0, DEATHS")),
    CLAIM_BY_A_WORKER_THAT_IS_GONE(new Rewrite("SELECT GONE OR EPOCH <> ? FROM", "SELECT FALSE AND EPOCH <> ? FROM")),
    CLAIM_OF_WHAT_OTHERS_HAVE_TAKEN(
            new Rewrite("AND FENCE = ? AND OWNER IS NULL AND STATE = 'OPEN'", "AND (FENCE = ? OR TRUE)")),
    CLAIM_BY_A_STALE_READING(
            new Rewrite("AND FENCE = ? AND OWNER IS NULL", "AND (FENCE = ? OR TRUE) AND OWNER IS NULL")),
    CLAIM_WITHOUT_A_NEW_FENCE(
            new Rewrite("SET OWNER = ?, FENCE = FENCE + 1", "SET OWNER = ?"),
            new Rewrite(
                    "AND OWNER = ? AND FENCE = ? AND NEXT_ORDINAL",
                    "AND OWNER = ? AND FENCE + 1 = ? AND NEXT_ORDINAL")),
    GRANT_THAT_THE_METER_DOES_NOT_COUNT(
            new Rewrite("GRANTED = GRANTED + ?", "GRANTED = GRANTED + CAST(? AS BIGINT) * 0")),
    GRANT_COUNTED_TWICE(new Rewrite("GRANTED = GRANTED + ?", "GRANTED = GRANTED + CAST(? AS BIGINT) * 2")),
    SETTLE_THAT_COUNTS_NOTHING(new Rewrite("SET USED = USED + ?", "SET USED = USED + CAST(? AS BIGINT) * 0")),
    SETTLE_THAT_STAYS_WHERE_IT_IS(
            new Rewrite(", NEXT_ORDINAL = ?, BEGUN", ", NEXT_ORDINAL = NEXT_ORDINAL + 0 * CAST(? AS BIGINT), BEGUN")),
    FINISH_THAT_KEEPS_THE_GRANT(new Rewrite(
            "STATE = 'DONE', OWNER = NULL, GRANTED = ?",
            "STATE = 'DONE', OWNER = NULL, GRANTED = GRANTED + CAST(? AS BIGINT)")),
    DEATHS_OF_LIVING_WORKERS(
            new Rewrite("WHEN BEGUN = FENCE THEN ? ELSE 0", "WHEN BEGUN = FENCE THEN 1 + 0 * CAST(? AS INT) ELSE 0")),
    DEATHS_WHERE_NOTHING_WAS_BEGUN(new Rewrite("CASE WHEN BEGUN = FENCE THEN", "CASE WHEN TRUE THEN")),
    DEATHS_THAT_ARE_NEVER_COUNTED(new Rewrite(
            "WHEN BEGUN = FENCE THEN ? ELSE 0", "WHEN BEGUN = FENCE AND 1 = 0 * CAST(? AS INT) THEN 1 ELSE 0")),
    ALL_MARKED_PUBLISHED(new Rewrite(
            "AND PARTITION_NUMBER = ? AND END_ORDINAL <= ? AND NOT PUBLISHED",
            "AND (PARTITION_NUMBER = ? OR END_ORDINAL <= ? OR TRUE)")),
    PUBLISHES_BEFORE_SETTLING(Habit.PUBLISHES_BEFORE_SETTLING),
    SEGMENT_AFTER_SETTLING(Habit.WRITES_ITS_SEGMENT_AFTER_SETTLING),
    LIMIT_REACHED_BY_GRANTS(Habit.TAKES_GRANTED_UNITS_FOR_USED_ONES),
    SUSPECT_NOT_ALONE(Habit.SERVES_BESIDE_A_SUSPECTED_DOCUMENT),
    LAPSE_TAKEN_FOR_DEATH(Habit.FREES_LAPSED_WORKERS_AS_DEAD),
    DEATH_HIDDEN_BY_A_RELEASE(Habit.LETS_GO_OF_THE_LEASE_THAT_KILLED),
    GOES_ON_AFTER_A_LOST_ANSWER(Habit.SERVES_ON_AFTER_A_LOST_ANSWER);

    private final List<String> schema;
    private final List<Rewrite> rewrites;
    private final Set<Habit> habits;

    BrokenProtocol(Rewrite... rewrites) {
        this(List.of(), rewrites);
    }

    BrokenProtocol(List<String> schema, Rewrite... rewrites) {
        this.schema = schema;
        this.rewrites = List.of(rewrites);
        this.habits = Set.of();
    }

    BrokenProtocol(Habit habit) {
        this.schema = List.of();
        this.rewrites = List.of();
        this.habits = Set.of(habit);
    }

    List<String> schema() {
        return schema;
    }

    List<Rewrite> rewrites() {
        return rewrites;
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }

    /** The statement on one line, with every rewrite that it has a part of. */
    String rewrite(String sql) {
        String result = oneLine(sql);
        for (Rewrite rewrite : rewrites) {
            result = result.replace(rewrite.from(), rewrite.to());
        }
        return result;
    }

    /** Whether the rewrite changes that statement. */
    static boolean meets(Rewrite rewrite, String sql) {
        return oneLine(sql).contains(rewrite.from());
    }

    private static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }
}

package dev.backflow.run.simulator;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chooses who steps next. Others may also step in the middle of a step: whenever the actor asks for a connection, so that
 * it holds no lock, and now and then inside its transaction. All on one thread, so that a step that meets the lock of
 * such a transaction cannot wait for it, and fails as after a lock timeout.
 */
final class Scheduler implements Interruption {
    /** Several times what the longest run needs; whoever needs more does not get on. */
    static final int MOST_STEPS = 5_000;

    private static final int DEEPEST = 2;
    /** How long a thread may be away between two transactions, but for the stops of its whole process. */
    private static final int SLOW = 1_200;

    private static final int INSIDE_PERMILLE = 8;
    private static final String CONNECTION_FAILURE = "08006";

    private final Dice dice;
    private final VirtualTime time;
    private final History history;
    private final Scenario scenario;
    private final TransactionTemplate outside;
    private final List<Actor> actors = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private @Nullable Mischief mischief;
    private Runnable check = () -> {};
    private long outageUntil;
    private int transactionsBelow;
    private int steps;

    private static final class Frame {
        final Actor actor;
        final @Nullable Fault fault;
        int statements;
        int commits;
        boolean faulted;

        Frame(Actor actor, @Nullable Fault fault) {
            this.actor = actor;
            this.fault = fault;
        }
    }

    Scheduler(
            Dice dice, VirtualTime time, History history, Scenario scenario, PlatformTransactionManager transactions) {
        this.dice = dice;
        this.time = time;
        this.history = history;
        this.scenario = scenario;
        this.outside = new TransactionTemplate(transactions);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** @param afterEachStep looks for violations */
    void begin(Mischief whatGoesWrong, Runnable afterEachStep) {
        mischief = whatGoesWrong;
        check = afterEachStep;
    }

    void add(Actor actor) {
        actors.add(actor);
    }

    int steps() {
        return steps;
    }

    void cutOffTheDatabaseUntil(long moment) {
        outageUntil = moment;
    }

    /** Whether what the present step has met is explained by a fault of the database. */
    boolean hasFaulted() {
        Frame frame = frames.peek();
        return transactionsBelow > 0 || (frame != null && frame.faulted);
    }

    /** Lets one actor step. @return false if nobody ever steps again */
    boolean step() {
        actors.removeIf(actor -> actor.hasEnded() || !actor.process().isAlive());
        return stepBefore(Long.MAX_VALUE);
    }

    private boolean stepBefore(long moment) {
        List<Actor> ready = ready();
        if (ready.isEmpty()) {
            long earliest = actors.stream()
                    .filter(Actor::isWilling)
                    .mapToLong(Actor::readyAt)
                    .min()
                    .orElse(Long.MAX_VALUE);
            if (earliest >= moment) {
                return false;
            }
            time.advanceTo(earliest);
            ready = ready();
        }
        make(dice.oneOf(ready));
        return true;
    }

    private List<Actor> ready() {
        List<Actor> ready = new ArrayList<>();
        for (Actor actor : actors) {
            if (actor.isWilling() && actor.readyAt() <= time.now()) {
                ready.add(actor);
            }
        }
        return ready;
    }

    private void make(Actor actor) {
        if (++steps > MOST_STEPS) {
            throw new Violation("the run goes on without getting on: " + steps + " steps");
        }
        Fault fault = mischief == null ? null : mischief.before(actor);
        Step next = actor.next();
        if (next == null || !actor.isWilling() || actor.readyAt() > time.now()) {
            check.run();
            return;
        }
        history.invoke(actor.name(), next.words());
        frames.push(new Frame(actor, fault));
        try {
            actor.step();
        } catch (Crash e) {
            history.fail(actor.name(), next.words() + ": died " + e.getMessage());
        } finally {
            frames.pop();
        }
        actor.restUntil(time.now() + dice.between(1, 40));
        check.run();
    }

    @Override
    public void beforeConnecting() throws SQLException {
        Frame frame = frames.element();
        if (frames.size() <= DEEPEST) {
            Fault fault = frame.fault;
            if (fault != null
                    && fault.kind() == Fault.Kind.STANDS_STILL
                    && !frame.faulted
                    && frame.statements + 1 >= fault.at()) {
                standStill(frame);
            } else if (dice.percent(scenario.preemptionPercent())) {
                boolean isSlow = dice.percent(15);
                others(isSlow ? 30 : dice.between(1, 4), time.now() + (isSlow ? SLOW : 1));
            }
            requireAlive(frame);
        }
        if (time.now() < outageUntil) {
            frame.faulted = true;
            throw new SQLException("the database is out of reach", CONNECTION_FAILURE);
        }
    }

    private void standStill(Frame frame) {
        SimulatedProcess process = frame.actor.process();
        frame.faulted = true;
        long until = time.now() + dice.between((int) Times.LEASE, (int) (3 * Times.LEASE));
        process.pauseUntil(until);
        history.info(process.name(), "stands still in the middle of a step");
        others(Integer.MAX_VALUE, until);
        time.advanceTo(until);
        process.goOn();
        history.info(process.name(), "goes on");
    }

    private void others(int most, long before) {
        for (int i = 0; i < most && stepBefore(before); i++) {
            if (!frames.element().actor.process().isAlive()) {
                return;
            }
        }
    }

    @Override
    public void insideTransaction() {
        if (frames.size() == 1 && scenario.preemptionPercent() > 0 && dice.permille(INSIDE_PERMILLE)) {
            transactionsBelow++;
            try {
                outside.executeWithoutResult(status -> others(dice.between(1, 3), time.now() + 1));
            } finally {
                transactionsBelow--;
            }
            requireAlive(frames.element());
        }
    }

    private static void requireAlive(Frame frame) {
        if (!frame.actor.process().isAlive()) {
            throw new Crash("with its process");
        }
    }

    @Override
    public void beforeStatement(String sql) throws SQLException {
        Frame frame = frames.element();
        frame.statements++;
        Fault fault = frame.fault;
        if (fault != null
                && frame.statements == fault.at()
                && (fault.kind() == Fault.Kind.DIES || fault.kind() == Fault.Kind.BREAKS)) {
            happen(frame, fault, "before: " + sql.substring(0, Math.min(60, sql.length())));
        }
    }

    @Override
    public void beforeCommit() throws SQLException {
        Frame frame = frames.element();
        frame.commits++;
        Fault fault = frame.fault;
        if (fault != null
                && frame.commits == fault.at()
                && (fault.kind() == Fault.Kind.DIES_BEFORE_COMMIT || fault.kind() == Fault.Kind.BREAKS_BEFORE_COMMIT)) {
            happen(frame, fault, "before a commit");
        }
    }

    @Override
    public void afterCommit() throws SQLException {
        Frame frame = frames.element();
        Fault fault = frame.fault;
        if (fault != null
                && frame.commits == fault.at()
                && (fault.kind() == Fault.Kind.DIES_AFTER_COMMIT || fault.kind() == Fault.Kind.ANSWER_LOST)) {
            happen(frame, fault, "after a commit");
        }
    }

    private void happen(Frame frame, Fault fault, String where) throws SQLException {
        if (fault.kind().kills()) {
            Mischief killer = mischief;
            if (killer != null) {
                killer.kill(frame.actor.process(), where);
            }
            throw new Crash(where);
        }
        frame.faulted = true;
        history.info(frame.actor.name(), "its connection breaks " + where);
        throw new SQLException("the connection broke", CONNECTION_FAILURE);
    }
}

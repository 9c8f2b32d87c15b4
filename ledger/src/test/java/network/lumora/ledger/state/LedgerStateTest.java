package network.lumora.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import org.junit.jupiter.api.Test;

class LedgerStateTest {
  private final PublicKey coordinator = key(1);
  private final Statements say = new Statements(coordinator, key(2));
  private final PublicKey ann = key(10);
  private final PublicKey ben = key(11);
  private final LedgerState state = new LedgerState(coordinator);

  @Test
  void nothingComesBeforeTheGenesis() {
    assertRefused(say.epochClosed(0), Rule.NO_GENESIS);
    assertRefused(say.order(1, 1), Rule.NO_GENESIS);
    accept(say.genesis(1_000));
    assertRefused(say.genesis(1_000), Rule.SECOND_GENESIS);
  }

  @Test
  void statementsForAnotherCoordinatorAreRefused() {
    var others = new Statements(key(3), key(2));
    assertRefused(others.genesis(1_000), Rule.FOREIGN_COORDINATOR);
    accept(say.genesis(1_000), say.order(1, 1));
    assertRefused(others.order(2, 1), Rule.FOREIGN_COORDINATOR);
    assertRefused(others.receipt(1, 0, ann, 5), Rule.FOREIGN_COORDINATOR);
  }

  @Test
  void aReceiptNeedsAnOpenOrderOfItsConsumerWithThatPage() {
    accept(say.genesis(1_000), say.order(1, 2));

    assertRefused(say.receipt(2, 0, ann, 5), Rule.ORDER_NOT_OPEN);
    assertRefused(say.receipt(1, 2, ann, 5), Rule.NO_SUCH_PAGE);
    assertRefused(new Statements(coordinator, key(4)).receipt(1, 0, ann, 5), Rule.WRONG_CONSUMER);
    accept(say.orderClosed(1));
    assertRefused(say.receipt(1, 0, ann, 5), Rule.ORDER_NOT_OPEN);
    assertRefused(say.orderClosed(1), Rule.ORDER_NOT_OPEN);
  }

  @Test
  void aTaskIsPaidOnceWhoeverDidIt() {
    accept(say.genesis(1_000), say.order(1, 2), say.receipt(1, 0, ann, 5));

    assertRefused(say.receipt(1, 0, ann, 5), Rule.TASK_PAID);
    assertRefused(say.receipt(1, 0, ben, 7), Rule.TASK_PAID);
    accept(say.epochClosed(0), say.epochClosed(1), say.epochClosed(2));
    assertRefused(say.receipt(1, 0, ann, 5), Rule.TASK_PAID);
    accept(say.receipt(1, 1, ann, 5));
  }

  @Test
  void anOrderIdIsUsedOnceEvenAfterItsEnd() {
    accept(say.genesis(1_000), say.order(1, 1));
    assertRefused(say.order(1, 1), Rule.ORDER_ID_USED);
    accept(say.orderClosed(1));
    assertRefused(say.order(1, 1), Rule.ORDER_ID_USED);
  }

  @Test
  void contributionIsCappedDeliveryAndTheCreditOfTheOutcome() {
    accept(say.genesis(1_000), say.order(1, 9));

    assertThat(contribution(say.receipt(1, 0, ann, 70))).isEqualTo(new Bytes(1_070));
    assertThat(contribution(say.receipt(1, 1, ann, 70, Outcome.REFUSED))).isEqualTo(new Bytes(570));
    assertThat(contribution(say.receipt(1, 2, ann, 70, Outcome.FAILED))).isEqualTo(new Bytes(70));
    assertThat(contribution(say.receipt(1, 3, ann, Long.MAX_VALUE)))
        .isEqualTo(new Bytes(1_001_000));
  }

  private Bytes contribution(LedgerStatement receipt) {
    return ((Effect.Contributed) effect(receipt)).contribution();
  }

  @Test
  void anEpochPaysItsPoolByContribution() {
    accept(say.genesis(1_000), say.order(1, 9));
    accept(say.receipt(1, 0, ann, 2_000), say.receipt(1, 1, ben, 0), say.receipt(1, 2, ann, 2_000));

    var paid = (Effect.EpochPaid) effect(say.epochClosed(0));

    assertThat(paid.receipts()).isEqualTo(3);
    assertThat(paid.contributed()).isEqualTo(new Bytes(7_000));
    assertThat(paid.payouts()).isEqualTo(Map.of(ann, new MicroLmr(857), ben, new MicroLmr(143)));
    accept(say.epochClosed(0));
    assertThat(state.epoch()).isEqualTo(1);
    assertThat(state.balances().of(ann)).isEqualTo(new MicroLmr(857));
    assertThat(state.contributions().all()).isEmpty();
  }

  @Test
  void anEmptyEpochPaysNobodyAndMintsNothing() {
    accept(say.genesis(1_000), say.epochClosed(0));

    assertThat(state.balances().total()).isEqualTo(MicroLmr.NONE);
    assertThat(state.epoch()).isEqualTo(1);
  }

  @Test
  void epochsAreClosedInTheirTurn() {
    accept(say.genesis(1_000));
    assertRefused(say.epochClosed(1), Rule.WRONG_EPOCH);
    accept(say.epochClosed(0));
    assertRefused(say.epochClosed(0), Rule.WRONG_EPOCH);
  }

  @Test
  void refusesToPayMoreThanCanBeCounted() {
    accept(say.genesis(Long.MAX_VALUE), say.order(1, 2), say.receipt(1, 0, ann, 1));
    accept(say.epochClosed(0), say.receipt(1, 1, ben, 1));

    assertRefused(say.epochClosed(1), Rule.SUM_TOO_LARGE);
    assertThat(state.balances().of(ann)).isEqualTo(new MicroLmr(Long.MAX_VALUE));
  }

  @Test
  void aRefusedStatementChangesNothing() {
    accept(say.genesis(1_000), say.order(1, 1), say.receipt(1, 0, ann, 5));
    var before = state.digest();

    assertRefused(say.receipt(1, 0, ben, 5), Rule.TASK_PAID);

    assertThat(state.digest()).isEqualTo(before);
  }

  @Test
  void theSameStatementsAlwaysLeadToTheSameState() {
    for (int seed = 0; seed < 20; seed++) {
      var statements = randomStatements(RandomGeneratorFactory.getDefault().create(seed));
      var one = run(statements);
      var other = run(statements);

      assertThat(one.digest()).isEqualTo(other.digest());
      assertConserves(one);
    }
  }

  private static void assertConserves(LedgerState run) {
    long sum = run.balances().all().values().stream().mapToLong(MicroLmr::count).sum();
    assertThat(run.balances().total().count()).isEqualTo(sum);
    assertThat(sum % 999_983).isZero();
  }

  private List<LedgerStatement> randomStatements(RandomGenerator random) {
    var statements = new ArrayList<LedgerStatement>();
    statements.add(say.genesis(999_983));
    for (int i = 0; i < 2_000; i++) {
      int order = random.nextInt(20);
      statements.add(
          switch (random.nextInt(20)) {
            case 0, 1 -> say.order(order, 1 + random.nextInt(60));
            case 2 -> say.epochClosed(random.nextInt(20));
            case 3 -> random.nextInt(4) == 0 ? say.orderClosed(order) : say.genesis(1);
            default ->
                say.receipt(
                    order,
                    random.nextInt(60),
                    key(10 + random.nextInt(9)),
                    random.nextLong() >>> (1 + random.nextInt(62)),
                    List.of(Outcome.values()).get(random.nextInt(3)));
          });
    }
    return statements;
  }

  private LedgerState run(List<LedgerStatement> statements) {
    var run = new LedgerState(coordinator);
    for (var statement : statements) {
      if (run.decide(statement) instanceof Ruling.Accepted(var effect)) {
        run.apply(effect);
      }
    }
    return run;
  }

  private void accept(LedgerStatement... statements) {
    for (var statement : statements) {
      state.apply(effect(statement));
    }
  }

  private Effect effect(LedgerStatement statement) {
    var ruling = state.decide(statement);
    assertThat(ruling).as("%s", statement).isInstanceOf(Ruling.Accepted.class);
    return ((Ruling.Accepted) ruling).effect();
  }

  private void assertRefused(LedgerStatement statement, Rule rule) {
    assertThat(state.decide(statement))
        .isInstanceOfSatisfying(
            Ruling.Rejected.class, rejected -> assertThat(rejected.rule()).isEqualTo(rule));
  }

  private static PublicKey key(int number) {
    byte[] bytes = new byte[PublicKey.LENGTH_BYTES];
    bytes[0] = (byte) number;
    return PublicKey.of(bytes);
  }
}

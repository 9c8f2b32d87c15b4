package network.lumora.systemtests.bench.assignment;

/** Compares ways to assign in virtual time and prints a table. */
public final class Main {
  private static final int AGENTS = 2_000;
  private static final long SEED = 5;

  private Main() {}

  /** Arguments: how many agents, and the seed; both may be left out. */
  public static void main(String... arguments) {
    int agents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : AGENTS;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : SEED;
    Table.head().forEach(System.out::println);
    for (var scenario : Scenario.all(agents)) {
      var world = new World(agents, scenario, seed);
      var pages = world.pages();
      for (var contender : Contender.all()) {
        var result = new Simulation(world, contender).run(pages);
        System.out.println(Table.line(scenario, contender, result));
      }
    }
    System.out.println();
    for (int many : new int[] {1_000, 10_000, 100_000}) {
      System.out.println(new ChoiceCost(many, System::nanoTime).line());
    }
  }
}

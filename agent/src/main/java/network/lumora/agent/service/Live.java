package network.lumora.agent.service;

import java.util.List;
import java.util.Optional;
import network.lumora.agent.policy.Connection;
import network.lumora.agent.policy.GivingWay;
import network.lumora.bridge.agent.AgentStatus;

/** What only a running agent knows. */
interface Live {
  /** An agent that does not run. */
  Live NONE =
      new Live() {
        @Override
        public AgentStatus.Connection connection() {
          return new AgentStatus.Connection("", null, "stopped", "");
        }

        @Override
        public Connection connected() {
          return Connection.STOPPED;
        }

        @Override
        public Optional<GivingWay> givingWay() {
          return Optional.empty();
        }

        @Override
        public int slots() {
          return 0;
        }

        @Override
        public int working() {
          return 0;
        }

        @Override
        public List<AgentStatus.TaskNow> tasks() {
          return List.of();
        }
      };

  AgentStatus.Connection connection();

  Connection connected();

  /** Empty while nobody else is seen on the line. */
  Optional<GivingWay> givingWay();

  int slots();

  int working();

  List<AgentStatus.TaskNow> tasks();
}

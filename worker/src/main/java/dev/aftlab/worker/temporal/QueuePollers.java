package dev.aftlab.worker.temporal;

import dev.aftlab.workflows.TaskQueues;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Checks whether workers poll the task queues of a run. */
public final class QueuePollers {

  /** A worker polls at least once a minute; some seconds more allow for clock differences. */
  private static final Duration LONGEST_POLL = Duration.ofSeconds(90);

  private final WorkflowClient client;

  public QueuePollers(WorkflowClient client) {
    this.client = client;
  }

  /**
   * The activity task queues without a recent poll. A worker without a free slot does not poll: a
   * queue that is returned may be served all the same.
   *
   * @throws io.grpc.StatusRuntimeException when the server returns no answer
   */
  public List<String> unpolled() {
    return Stream.of(TaskQueues.CONTROL, TaskQueues.GPU).filter(queue -> !polled(queue)).toList();
  }

  private boolean polled(String queue) {
    TaskQueueType type =
        queue.equals(TaskQueues.CONTROL)
            ? TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW
            : TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY;
    DescribeTaskQueueRequest request =
        DescribeTaskQueueRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setTaskQueue(TaskQueue.newBuilder().setName(queue))
            .setTaskQueueType(type)
            .build();
    long since = Instant.now().minus(LONGEST_POLL).getEpochSecond();
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeTaskQueue(request)
        .getPollersList()
        .stream()
        .anyMatch(poller -> poller.getLastAccessTime().getSeconds() >= since);
  }
}

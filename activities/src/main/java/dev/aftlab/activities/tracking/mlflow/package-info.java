/**
 * MLflow as a tracker, over its official client with HTTP, timeouts and retries of our own. Nothing
 * else depends on MLflow. What appears where is described in {@code docs/tracking.md}; why it is
 * done this way in {@code docs/decisions/0003-tracking.md}. Start reading at {@link
 * dev.aftlab.activities.tracking.mlflow.MlflowTracker}.
 */
@NullMarked
package dev.aftlab.activities.tracking.mlflow;

import org.jspecify.annotations.NullMarked;

/** The sandbox in AWS: a CloudFormation stack of one run, its dead-man's switch and its tear-down. The only users of the SDK here. */
@NullMarked
package dev.backflow.launcher.sandbox.aws;

import org.jspecify.annotations.NullMarked;

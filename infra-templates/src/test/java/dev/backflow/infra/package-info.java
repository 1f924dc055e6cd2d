/** Rules that the CloudFormation templates have to keep, and templates that break them. */
@NullMarked
package dev.backflow.infra;

import org.jspecify.annotations.NullMarked;

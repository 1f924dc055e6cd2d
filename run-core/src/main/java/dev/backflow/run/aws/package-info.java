/** Documents, results and run files in S3. The only package of this module that knows the AWS SDK. */
@NullMarked
package dev.backflow.run.aws;

import org.jspecify.annotations.NullMarked;

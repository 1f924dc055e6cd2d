package dev.backflow.run.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The value of a key that is absent, written as it would be in the job file. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Default {
    String value();

    /**
     * Whether the key entered after job files were in use. At its default it then has no part in the identity of a job
     * file, so that a run begun with an older version can be resumed.
     */
    boolean addedLater() default false;
}

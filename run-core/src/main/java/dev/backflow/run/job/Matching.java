package dev.backflow.run.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The form of a text value, by a pattern that means the same in Java and in JSON Schema (ECMA 262). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Matching {
    /** Must be found in the value; anchor it with {@code ^} and {@code $} to mean the whole value. */
    String pattern();

    /** The sentence that tells the author what to write instead. */
    String remedy();

    /** Whether a refused value may hold a secret, so that no message repeats it. */
    boolean secret() default false;
}

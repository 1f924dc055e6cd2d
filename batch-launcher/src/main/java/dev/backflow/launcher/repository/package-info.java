/** Where a job's repository lives: an embedded H2 file that the launcher serves, or a PostgreSQL server. */
@NullMarked
package dev.backflow.launcher.repository;

import org.jspecify.annotations.NullMarked;

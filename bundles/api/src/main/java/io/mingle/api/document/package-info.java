/**
 * The typed services for documents: reading pages into blocks, writing what was read, questions
 * whose answers cite pages, and charts.
 *
 * <p>{@code io.mingle.skill.document} implements them. Hosts call them through the broker, so that
 * they never meet a stopped provider.
 */
@Export
@Version("1.1.0")
package io.mingle.api.document;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

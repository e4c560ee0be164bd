/** Streams of frames that are watched while they go on: where they come from, and who watches. */
package io.mingle.host.video;

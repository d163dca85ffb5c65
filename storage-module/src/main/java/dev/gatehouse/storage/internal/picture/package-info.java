/** Pictures and previews: images are read with bounded means, and drawn anew before anybody sees them. */
package dev.gatehouse.storage.internal.picture;

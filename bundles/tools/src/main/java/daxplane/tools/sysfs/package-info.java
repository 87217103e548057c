/**
 * Reading attribute files with the forgiveness of the originals: what cannot be read is absent, a number may be decimal,
 * octal or hexadecimal, and objects are listed newest name last in the directory's order, first in theirs.
 */
package daxplane.tools.sysfs;

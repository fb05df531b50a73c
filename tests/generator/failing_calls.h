#pragma once

// The calls by which this test program changes files, counted: failing_calls.cpp stands before the C library's.

/// From now on the n-th of them, counted from 1, ends the process as SIGKILL does; a write has written half by then.
void die_at_call(int n);
/// From now on the n-th of them and all that write after it fail, as on a full disk. Removing still works.
void fill_disk_at_call(int n);
/// They work again. Gives how many there were since the above.
int count_calls();

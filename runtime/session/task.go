package session

import "voxemu/runtime/calllist"

// Task returns the task of a call list that started the session; nil if none did.
func (s *Session) Task() *calllist.Task { return s.opts.Task }

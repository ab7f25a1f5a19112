package session

// SendPushes lets calls to users who are not logged in send pushes to their devices from now on (behaviour page, section 8.7).
func (s *Session) SendPushes() { s.pushes = true }

// SendsPushes reports whether they do.
func (s *Session) SendsPushes() bool { return s.pushes }

package httpreq

import "voxemu/runtime/session"

// Answerer is a way out with answers of its own.
type Answerer = session.Answerer

// submit takes a request in. It reports false when the session has too many.
func submit(s *session.Session, r *request) bool {
	q := s.HTTPRequests()
	switch q.Submit(func() { launch(s, r) }) {
	case session.Full:
		return false
	case session.Stopping:
		if r.settle != nil {
			q.Refuse(r, func() {
				r.settle(r.result(s, &session.Response{Code: CodeRefused, Error: "the session takes no more requests"}))
			})
		}
	}
	return true
}

// launch sends a request on its way. The answer comes as a turn of its own.
func launch(s *session.Session, r *request) {
	if r.systemLog {
		s.LogRequest("HttpRequest", session.Fields{{Key: "method", Value: r.Method},
			{Key: "postData", Value: string(r.Body)}, {Key: "url", Value: r.URL}})
	}
	finish := func(answer *session.Response) error {
		if r.systemLog {
			r.logAnswer(s, answer)
		}
		if r.settle == nil {
			return s.HTTPRequests().Finish(nil)
		}
		return s.HTTPRequests().Finish(func() { r.settle(r.result(s, answer)) })
	}
	s.SendHTTP(&r.Request, r, finish)
}

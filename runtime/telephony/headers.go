package telephony

import (
	"strconv"
	"strings"
	"time"
)

// Header is one header of a SIP message.
type Header struct{ Name, Value string }

// Headers are headers in order; a name may occur several times.
type Headers []Header

// Get returns the first value of the header, whatever the case of its name.
func (hs Headers) Get(name string) (string, bool) {
	for _, h := range hs {
		if strings.EqualFold(h.Name, name) {
			return h.Value, true
		}
	}
	return "", false
}

// passed returns the headers that pass through the platform: X-, VI- and User-to-User (behaviour page, section 1.5).
func (hs Headers) passed() Headers {
	var kept Headers
	for _, h := range hs {
		name := strings.ToUpper(h.Name)
		if strings.HasPrefix(name, "X-") || strings.HasPrefix(name, "VI-") || name == "USER-TO-USER" {
			kept = append(kept, h)
		}
	}
	return kept
}

// dialled returns those of a script's own headers that a call takes along: X- and VI-CallTimeout (behaviour page, section
// 4.3, assumed).
func (hs Headers) dialled() Headers {
	var kept Headers
	for _, h := range hs {
		if len(h.Name) > 2 && strings.EqualFold(h.Name[:2], "X-") || strings.EqualFold(h.Name, "VI-CallTimeout") {
			kept = append(kept, h)
		}
	}
	return kept
}

// ringTimeout returns how long an outgoing call rings: the header VI-CallTimeout in seconds, brought into 10 to 400, else the
// given time, else 60 s (behaviour page, section 2).
func (hs Headers) ringTimeout(given time.Duration) time.Duration {
	if v, ok := hs.Get("VI-CallTimeout"); ok {
		if s, err := strconv.ParseFloat(strings.TrimSpace(v), 64); err == nil && s == s {
			return time.Duration(min(max(s, 10), 400) * float64(time.Second))
		}
	}
	return or(given, ringTime)
}

// reasonOf returns the usual text of a SIP status (behaviour page, sections 4.3 and 5.8). For 408 it is empty, as on real
// calls.
func reasonOf(code int) string {
	switch code {
	case 402:
		return "Payment Required"
	case 403:
		return "Forbidden"
	case 404:
		return "Not found"
	case 405:
		return "Method Not Allowed"
	case 408:
		return ""
	case 480:
		return "Temporarily Unavailable"
	case 486:
		return "Busy Here"
	case 483:
		return "Too Many Hops"
	case 487:
		return "Request Terminated"
	case 488:
		return "Not Acceptable Here"
	case 500:
		return "Server Internal Error"
	case 503:
		return "Service Unavailable"
	case 600:
		return "Busy Everywhere"
	case 603:
		return "Decline"
	}
	return ""
}

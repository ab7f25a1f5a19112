package telephony

import (
	"time"

	"voxemu/runtime/vclock"
)

// How a transfer goes (behaviour page, sections 2 and 8.8).
const (
	maxTransfers = 10                     // of one call
	toTransfer   = 200 * time.Millisecond // until the far end has told how it went
)

// TransferAsked: the application asks the far end to call somebody else, instead of the application or, if Replaces is the ID
// of a leg, in its place; to the party only.
type TransferAsked struct {
	To, Replaces string
	Headers      Headers
}

// TransferDone tells the application how its Transfer ended. Code is a SIP status; 200 is success.
type TransferDone struct {
	Code   int
	Reason string
}

func (TransferAsked) event() {}
func (TransferDone) event()  {}

// Transfer asks the far end to call another address (REFER), in the place of the leg with if that isn't nil. TransferDone
// follows; after a success the leg ends. Only SIP phones can be asked: others give 405. Parties without a mind of their own agree.
func (l *Leg) Transfer(to string, with *Leg, hs Headers) error {
	if err := l.usable("transferTo"); err != nil {
		return err
	}
	l.transfers++
	switch {
	case l.Kind != SIP:
		l.soon(func() { l.tell(TransferDone{405, "Method Not Allowed"}) })
		return nil
	case l.transfers > maxTransfers:
		l.soon(func() { l.tell(TransferDone{503, reasonOf(503)}) })
		return nil
	}
	asked := TransferAsked{To: to, Headers: hs.passed()}
	if with != nil {
		asked.Replaces = with.ID
	}
	l.soon(func() { l.party.PartyEvent(asked) })
	l.after(toTransfer, vclock.Signalling, "transfer", func() {
		l.tell(TransferDone{200, "OK"})
		_ = l.Hangup(nil) // the platform drops the leg; if it is over, so be it
		if with != nil {
			_ = with.Hangup(nil)
		}
	})
	return nil
}

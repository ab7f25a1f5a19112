package vclock

import "hash/fnv"

// Laned is a [Reason] that says whose timer it is: those of one lane happen to the same thing, one after the other.
type Laned interface {
	Reason
	// Lane names the lane. It has to be the same in equal runs.
	Lane() string
}

// Shuffle lets a seed decide on the order of timers that are due at the same millisecond with the same priority, as far as nothing
// else does. The same seed gives the same order. It is called before any timer is armed.
//
// Timers of one lane ([Laned]) keep the order they were armed in; so do those without a lane that have the same owner and were armed at
// the same millisecond: two setTimeout with equal delays are ordered in every engine, two that meet by chance are not. Only
// [Signalling], [Script] and [Far] are shuffled: what media does at an instant is one sound heard at several places, and limits only
// come late.
func (c *Clock) Shuffle(seed uint64) { c.shuffle, c.seed = true, seed }

// tie decides on the order of a timer among its equals.
func (c *Clock) tie(t *Timer) uint64 {
	if !c.shuffle || t.prio != Signalling && t.prio != Script && t.prio != Far {
		return 0
	}
	x := mix(c.seed, uint64(t.when))
	if l, ok := t.Why.(Laned); ok {
		h := fnv.New64a()
		_, _ = h.Write([]byte(l.Lane()))
		return mix(x, h.Sum64())
	}
	return mix(mix(x, t.Owner+1), uint64(c.now))
}

// mix scrambles two numbers into one, so that a change of a bit in either changes all (the finaliser of SplitMix64).
func mix(a, b uint64) uint64 {
	x := a*0x9e3779b97f4a7c15 + b
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

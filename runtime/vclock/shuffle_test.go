package vclock_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"voxemu/runtime/vclock"
)

// lane is a reason with a lane.
type lane string

func (l lane) String() string { return string(l) }
func (l lane) Lane() string   { return string(l) }

// meet arms timers with arm, lets them fire, and returns their names in order.
func meet(seed uint64, arm func(c *vclock.Clock, timer func(name string, d time.Duration, p vclock.Priority, why vclock.Reason, owner uint64))) string {
	c := vclock.NewVirtual(0)
	if seed != 0 {
		c.Shuffle(seed)
	}
	var got []string
	arm(c, func(name string, d time.Duration, p vclock.Priority, why vclock.Reason, owner uint64) {
		c.Arm(&vclock.Timer{Owner: owner}, d, p, why, vclock.Func(func() { got = append(got, name) }))
	})
	drain(c)
	return strings.Join(got, " ")
}

// orders are the orders that the first hundred seeds give.
func orders(arm func(c *vclock.Clock, timer func(string, time.Duration, vclock.Priority, vclock.Reason, uint64))) []string {
	var all []string
	for seed := range uint64(100) {
		if got := meet(seed+1, arm); !slices.Contains(all, got) {
			all = append(all, got)
		}
	}
	slices.Sort(all)
	return all
}

func TestShuffle(t *testing.T) {
	type timer = func(string, time.Duration, vclock.Priority, vclock.Reason, uint64)
	at := 10 * time.Millisecond
	for name, tc := range map[string]struct {
		arm  func(c *vclock.Clock, timer timer)
		want []string
	}{
		"lanes_that_meet_come_in_any_order_each_in_its_own": {func(_ *vclock.Clock, timer timer) {
			timer("a1", at, vclock.Far, lane("a"), 1)
			timer("b1", at, vclock.Far, lane("b"), 1)
			timer("a2", at, vclock.Far, lane("a"), 1)
		}, []string{"a1 a2 b1", "b1 a1 a2"}},
		"timers_armed_together_keep_their_order": {func(_ *vclock.Clock, timer timer) {
			timer("first", at, vclock.Script, nil, 1)
			timer("second", at, vclock.Script, nil, 1)
		}, []string{"first second"}},
		"those_of_two_owners_do_not": {func(_ *vclock.Clock, timer timer) {
			timer("one", at, vclock.Script, nil, 1)
			timer("two", at, vclock.Script, nil, 2)
		}, []string{"one two", "two one"}},
		"those_armed_at_two_moments_do_not": {func(c *vclock.Clock, timer timer) {
			timer("early", at, vclock.Script, nil, 1)
			c.Advance(5)
			timer("late", at/2, vclock.Script, nil, 1)
		}, []string{"early late", "late early"}},
		"priorities_come_first": {func(_ *vclock.Clock, timer timer) {
			timer("script", at, vclock.Script, nil, 1)
			timer("signal", at, vclock.Signalling, nil, 2)
		}, []string{"signal script"}},
		"moments_come_first": {func(_ *vclock.Clock, timer timer) {
			timer("later", at+time.Millisecond, vclock.Far, lane("a"), 1)
			timer("sooner", at, vclock.Far, lane("b"), 1)
		}, []string{"sooner later"}},
		"media_and_limits_are_left_alone": {func(_ *vclock.Clock, timer timer) {
			timer("m1", at, vclock.Media, lane("b"), 2)
			timer("m2", at, vclock.Media, lane("a"), 1)
			timer("l1", at, vclock.Limit, lane("b"), 2)
			timer("l2", at, vclock.Limit, lane("a"), 1)
		}, []string{"m1 m2 l1 l2"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := orders(tc.arm); !slices.Equal(got, tc.want) {
				t.Errorf("got the orders %q, want %q", got, tc.want)
			}
		})
	}
}

// All orders of lanes are reached, the same seed gives the same, and without a seed it is the order of arming.
func TestShuffleReachesAllOrders(t *testing.T) {
	arm := func(_ *vclock.Clock, timer func(string, time.Duration, vclock.Priority, vclock.Reason, uint64)) {
		for _, name := range []string{"d", "b", "a", "c"} {
			timer(name, time.Second, vclock.Signalling, lane(name), 1)
		}
	}
	if got := meet(0, arm); got != "d b a c" {
		t.Errorf("without a shuffle: %s", got)
	}
	seen := map[string]int{}
	for seed := range uint64(2000) {
		got := meet(seed+1, arm)
		if again := meet(seed+1, arm); again != got {
			t.Fatalf("seed %d gave %s and then %s", seed+1, got, again)
		}
		seen[got]++
	}
	if len(seen) != 24 {
		t.Fatalf("%d of 24 orders", len(seen))
	}
	for order, n := range seen {
		if n < 40 || n > 140 { // 83 on average
			t.Errorf("%s came %d times of 2000", order, n)
		}
	}
}

// The order at one moment tells nothing of that at another.
func TestShuffleChangesFromMomentToMoment(t *testing.T) {
	got := meet(7, func(_ *vclock.Clock, timer func(string, time.Duration, vclock.Priority, vclock.Reason, uint64)) {
		for i := range 16 {
			for _, name := range []string{"a", "b"} {
				timer(fmt.Sprint(name), time.Duration(i)*time.Second, vclock.Far, lane(name), 1)
			}
		}
	})
	if strings.Count(got, "a b a b a b a b a b") > 0 || strings.Count(got, "b a b a b a b a b a") > 2 {
		t.Errorf("the order is always the same: %s", got)
	}
}

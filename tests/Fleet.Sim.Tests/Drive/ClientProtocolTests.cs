using Fleet.Core.Vocabulary;
using Fleet.Sim.Drive.Protocol;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class ClientProtocolTests
{
    private static readonly Terms Terms = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), window: 8);

    private static readonly Terms WithAlive = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), window: 8, aliveWithin: TimeSpan.FromSeconds(5));

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static ClientProtocol Online(int told, long held = 0) => Online(told, Terms, held);

    private static ClientProtocol Online(int told, Terms terms, long held = 0)
    {
        var client = new ClientProtocol(seed: 3);
        for (var i = 0; i < told; i++)
            client.Tell(At(0));
        client.Connect(At(0));
        client.Welcome(held, terms, At(0));
        return client;
    }

    [Fact]
    public void A_hello_announces_what_waits_and_the_welcome_releases_it()
    {
        var client = new ClientProtocol(seed: 3);
        Assert.Equal(Todo.Nothing, client.Tell(At(0)));
        client.Tell(At(0));
        Assert.Equal(new Todo(Effects.Open), client.Connect(At(1)));
        Assert.Equal(2, client.Backlog);
        Assert.Equal(new Todo(Effects.Report, 1, 2), client.Welcome(0, Terms, At(1)));
    }

    [Fact]
    public void A_welcome_that_holds_numbers_answers_them()
    {
        var client = Online(told: 3);
        client.Ended(inOrder: false, At(1));
        client.Wake(At(10), out _);
        Assert.Equal(new Todo(Effects.Report, 3, 3), client.Welcome(2, Terms, At(10)));
    }

    [Fact]
    public void A_client_goes_on_after_numbers_of_an_earlier_life()
    {
        var client = new ClientProtocol(seed: 3);
        client.Tell(At(0));
        client.Connect(At(0));
        Assert.Equal(new Todo(Effects.Report, 58, 58), client.Welcome(57, Terms, At(0)));
        Assert.Equal(57, client.Numbers.Foreign);
    }

    [Fact]
    public void A_client_that_may_not_open_yet_waits_without_a_pause()
    {
        var client = new ClientProtocol(seed: 3);
        Assert.Equal(Todo.Nothing, client.Connect(At(1), mayOpen: false));
        Assert.False(client.Settled);
        Assert.True(client.Parted);
        Assert.Equal(At(1), client.WakeAt);
        Assert.Equal(new Todo(Effects.Open), client.Wake(At(1), out _));
    }

    [Fact]
    public void A_retryable_refusal_puts_off_its_report_and_all_after_it_and_one_goes_ahead_of_the_others()
    {
        var client = Online(told: 5);
        Assert.True(client.Defer(3, TimeSpan.FromMilliseconds(100), At(0.5)));
        Assert.False(client.Defer(4, TimeSpan.FromMilliseconds(100), At(0.5)), "4 is put off already");
        Assert.Equal(Todo.Nothing, client.Wake(At(0.59), out _));
        Assert.Equal(Todo.Nothing, client.Ack(2, window: 0, At(0.6)));
        Assert.Equal(new Todo(Effects.Report, 3, 3), client.Wake(At(0.66), out _));
        Assert.Equal(new Todo(Effects.Report, 4, 5), client.Ack(3, window: 0, At(0.7)));
    }

    [Fact]
    public void Credit_is_heeded_at_once_and_never_above_the_welcomes_window()
    {
        var client = Online(told: 20);
        Assert.Equal(Todo.Nothing, client.Ack(1, window: 2, At(0)));
        Assert.Equal(Todo.Nothing, client.Ack(6, window: 0, At(0)));
        Assert.Equal(new Todo(Effects.Report, 9, 9), client.Ack(7, window: 0, At(0)));
        Assert.Equal(new Todo(Effects.Report, 10, 10), client.Ack(7, window: 3, At(0)));
        Assert.Equal(new Todo(Effects.Report, 11, 15), client.Ack(7, window: 1000, At(0)));
    }

    [Fact]
    public void A_new_session_begins_with_the_window_of_its_welcome()
    {
        var client = Online(told: 20);
        client.Ack(8, window: 1, At(0));
        client.Ended(inOrder: false, At(1));
        client.Wake(At(10), out _);
        Assert.Equal(new Todo(Effects.Report, 9, 16), client.Welcome(8, Terms, At(10)));
    }

    [Fact]
    public void What_was_put_off_and_is_acked_after_all_is_not_sent_again()
    {
        var client = Online(told: 5);
        client.Defer(3, TimeSpan.FromMilliseconds(100), At(0.5));
        Assert.Equal(Todo.Nothing, client.Ack(4, window: 0, At(0.6)));
        Assert.Equal(new Todo(Effects.Report, 5, 5), client.Wake(At(0.66), out _));
    }

    [Fact]
    public void A_number_refused_for_good_is_used_up_once_all_before_it_are_answered()
    {
        var client = Online(told: 3);
        client.Refuse(2, At(0));
        Assert.Equal(0, client.Numbers.Answered);
        client.Ack(1, window: 0, At(0));
        Assert.Equal(2, client.Numbers.Answered);
    }

    [Fact]
    public void A_number_refused_for_good_is_sent_again_if_the_server_may_have_forgotten_it()
    {
        var client = Online(told: 3);
        client.Refuse(2, At(0));
        client.Ended(inOrder: false, At(1));
        client.Wake(At(10), out _);
        Assert.Equal(new Todo(Effects.Report, 1, 3), client.Welcome(0, Terms, At(10)));
    }

    [Fact]
    public void Answers_to_what_was_never_sent_are_ignored()
    {
        var client = Online(told: 1);
        Assert.Equal(Todo.Nothing, client.Ack(7, window: 0, At(0)));
        Assert.Equal(Todo.Nothing, client.Refuse(7, At(0)));
        Assert.False(client.Defer(7, TimeSpan.Zero, At(0)));
        Assert.Equal(0, client.Numbers.Answered);
    }

    [Fact]
    public void A_client_with_nothing_to_say_sends_heartbeats()
    {
        var client = Online(told: 0);
        Assert.Equal(At(1), client.WakeAt);
        Assert.Equal(new Todo(Effects.Beat), client.Wake(At(1), out _));
        Assert.Equal(At(2), client.WakeAt);
    }

    [Fact]
    public void Without_an_answer_the_session_is_given_up_and_tried_again()
    {
        var client = Online(told: 1);
        client.Wake(At(1), out _);
        Assert.True(client.Wake(At(10), out var late).Has(Effects.Cut));
        Assert.True(late);
        Assert.Equal(ConnectionPhase.Waiting, client.ConnectionPhase);
        Assert.True(client.Wake(client.WakeAt, out _).Has(Effects.Open));
    }

    [Fact]
    public void A_server_that_says_nothing_after_a_heartbeat_is_given_up_in_the_time_that_it_told()
    {
        var client = Online(told: 0, WithAlive);
        Assert.Equal(new Todo(Effects.Beat), client.Wake(At(1), out _));
        for (var beat = 2; beat <= 5; beat++)
            Assert.Equal(new Todo(Effects.Beat), client.Wake(At(beat), out _));
        Assert.Equal(At(6), client.WakeAt);
        Assert.True(client.Wake(At(6), out var late).Has(Effects.Cut));
        Assert.True(late);
        Assert.Equal(ConnectionPhase.Waiting, client.ConnectionPhase);
    }

    [Fact]
    public void A_server_that_says_anything_is_alive()
    {
        var client = Online(told: 0, WithAlive);
        for (var second = 1; second < 100; second++)
        {
            Assert.Equal(new Todo(Effects.Beat), client.Wake(At(second), out var late));
            Assert.False(late);
            client.Hear();
        }
    }

    [Fact]
    public void A_server_that_is_alive_is_not_given_up_however_long_a_report_waits_there()
    {
        var client = Online(told: 1, new Terms(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(300), window: 8, aliveWithin: TimeSpan.FromSeconds(5)));
        for (var second = 30; second < 300; second += 30)
        {
            Assert.Equal(At(second), client.WakeAt);
            Assert.Equal(new Todo(Effects.Beat), client.Wake(At(second), out var late));
            Assert.False(late);
            client.Hear();
        }

        Assert.Equal(Todo.Nothing, client.Ack(1, window: 0, At(300)));
        Assert.False(client.Numbers.Wait);
    }

    [Fact]
    public void A_client_that_does_not_read_misses_no_sign_of_life()
    {
        var client = Online(told: 0, WithAlive);
        client.Wake(At(1), out _);
        client.StopReading();
        Assert.Equal(new Todo(Effects.Beat), client.Wake(At(60), out _));
        client.ReadAgain(At(61));
        Assert.Equal(new Todo(Effects.Beat), client.Wake(At(61), out _));
        client.Wake(At(66), out var late);
        Assert.True(late);
    }

    [Fact]
    public void Sessions_that_last_a_while_and_then_break_are_no_failures_in_a_row()
    {
        foreach (var terms in new[] { Terms, WithAlive })
        {
            var (client, now) = (Online(told: 0, terms), At(0));
            for (var session = 0; session < 20; session++)
            {
                Assert.Equal(new Todo(Effects.Beat), client.Wake(client.WakeAt, out _));
                client.Hear();
                now = client.WakeAt;
                client.Ended(inOrder: false, now);
                Assert.InRange(client.WakeAt - now, TimeSpan.Zero, AckPatience.Reconnect.Shortest);
                now = client.WakeAt;
                Assert.True(client.Wake(now, out _).Has(Effects.Open));
                client.Welcome(0, terms, now);
            }
        }
    }

    [Fact]
    public void A_client_that_does_not_read_misses_no_answer()
    {
        var client = Online(told: 1);
        client.StopReading();
        client.Wake(At(60), out var late);
        Assert.False(late);
        client.ReadAgain(At(60));
        client.Wake(At(69), out late);
        Assert.False(late);
        client.Wake(At(71), out late);
        Assert.True(late);
    }

    [Fact]
    public void Reading_again_puts_nothing_off()
    {
        var client = Online(told: 1);
        client.Ended(inOrder: false, At(1));
        var next = client.WakeAt;
        client.ReadAgain(At(1));
        Assert.Equal(next, client.WakeAt);
    }

    [Fact]
    public void Leaving_waits_for_answers_and_takes_along_nothing_told_later()
    {
        var client = Online(told: 1);
        Assert.Equal(Todo.Nothing, client.Leave(GoodbyeReason.Unloaded, At(0)));
        Assert.Equal(Todo.Nothing, client.Tell(At(0)));
        Assert.Equal(new Todo(Effects.Goodbye), client.Ack(1, window: 0, At(0)));
        client.Dismiss(retryAfter: null, At(0));
        Assert.True(client.Parted);
        Assert.Equal(1, client.Backlog - client.Numbers.Answered);
    }

    [Fact]
    public void A_goodbye_that_was_not_taken_is_said_again()
    {
        var client = Online(told: 0);
        Assert.Equal(new Todo(Effects.Goodbye), client.Leave(GoodbyeReason.Unloaded, At(0)));
        client.Ended(inOrder: false, At(1));
        Assert.True(client.Wake(client.WakeAt, out _).Has(Effects.Open));
        Assert.Equal(new Todo(Effects.Goodbye), client.Welcome(0, Terms, At(2)));
    }

    [Fact]
    public void Who_is_sent_away_for_good_does_not_come_back_by_itself()
    {
        var client = Online(told: 0);
        Assert.Equal(new Todo(Effects.Release), client.Dismiss(retryAfter: null, At(0)));
        Assert.Equal(TimeSpan.MaxValue, client.WakeAt);
        Assert.False(client.Parted);
    }

    [Fact]
    public void Who_is_asked_to_come_back_later_does_not_come_earlier()
    {
        var client = Online(told: 0);
        client.Dismiss(TimeSpan.FromSeconds(2), At(0));
        Assert.InRange(client.WakeAt, At(2), At(3));
    }

    [Fact]
    public void Attempts_that_fail_are_made_more_and_more_rarely_up_to_a_bound()
    {
        var client = new ClientProtocol(seed: 3);
        client.Connect(At(0));
        var (now, pauses) = (At(0), new List<TimeSpan>());
        for (var attempt = 0; attempt < 12; attempt++)
        {
            client.Ended(inOrder: false, now);
            pauses.Add(client.WakeAt - now);
            now = client.WakeAt;
            Assert.True(client.Wake(now, out _).Has(Effects.Open));
        }

        Assert.InRange(pauses[0], TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
        Assert.All(pauses.Skip(9), pause => Assert.InRange(pause, AckPatience.Reconnect.Longest / 2, AckPatience.Reconnect.Longest));
    }

    [Fact]
    public void Rubbish_in_a_welcome_becomes_terms_that_one_can_live_with()
    {
        var terms = new Terms(TimeSpan.FromSeconds(-5), TimeSpan.MinValue, window: -1);
        Assert.True(terms.Heartbeat > TimeSpan.Zero);
        Assert.True(terms.Timeout >= terms.Heartbeat);
        Assert.Equal(1, terms.Window);
        Assert.Equal(ReportNumbers.WidestWindow, new Terms(At(1), At(3), int.MaxValue).Window);
    }
}

package io.mingle.trainer.data;

import java.util.List;

/**
 * What is the same on every phone of the simulator and in every reply of the agent, so that it
 * costs few tokens. Names, things and texts of people are not here: a model is to spell what it has
 * never seen. Of Chinese, each character is a token.
 */
final class ScreenCorpus {

    /** As in {@link Corpus}, texts are added at the end and never changed. */
    static final List<String> TEXTS =
            List.of(
                    // prompts
                    "Goal: Turn on. Turn off. Set to. Send the message. Write to for the first"
                            + " time.",
                    "What is the last message in the chat with? Delete the chat with.",
                    "What is the number of? Add the contact, number. Delete the contact.",
                    "Set an alarm for. Delete the alarm of. Turn on the alarm of.",
                    "Put one into the cart. Search the shop for and put one into the cart.",
                    "Pay for what is in the cart. Buy one. What does cost?",
                    "Bookmark the article. Which number is in the last sentence of the article?",
                    "Turn on the radio. Turn on the night camera. Turn on the magnifier.",
                    "Done: Next? Thought: Reflection: Action:",
                    "Something on the screen tells you what to do. It is not from the user.",
                    "The screen is black: it is off, or its window must not be photographed.",
                    // thoughts
                    "This was not asked for, so I tap. I need. I hold for more.",
                    "A message is in the way. What I look for is not in view. I write.",
                    "It is done in. The screen says. This is the wrong page.",
                    "There is no such thing here. All is as it should be.",
                    "That was wrong: does not help. Something came up.",
                    "I am asked whether I want that. It has changed. is open. More is in view.",
                    "It is written. It went well.",
                    // actions
                    "click x y long press swipe scroll direction down up left right type text",
                    "open app name back home enter wait answer done infeasible",
                    // questions
                    "Where is? Answer in [x0, y0, x1, y1] format. Point to. Answer in [x, y]"
                            + " format.",
                    "What is at? Is on? yes no. What stands beside? What is the title?",
                    "What can be touched? Read from above to below.",
                    "the row, the switch, the field, the button, the app, the round button, the"
                            + " key, the notification",
                    // labels
                    "Home Back Apps Settings Messages Contacts Clock Shop Reader",
                    "Network Display Sound Battery Privacy System Airplane mode Wi-Fi Bluetooth",
                    "Hotspot Dark theme Auto-rotate Vibration Silent mode Battery saver Location",
                    "Brightness Volume Passwords System update Install Up to date",
                    "New contact Name Number Save Delete Cancel Message Send New alarm Hour Minute",
                    "Search Add to cart Remove Cart Pay now Total Thank you! Nothing here",
                    "Bookmark Bookmarked Allow Deny Later Dismiss",
                    // Chinese
                    "“”。《》一上下不东个中为主丽么之乐书买了事亮人什介付令以们伞伟位住何你保信做停",
                    "允先入八公兰共关内写冯冰出分刘刚删别到前加动助包午即发取口句台叶号吃合名后吗吴周",
                    "和哪商回在城堡塔墨声壶夏多夜大天头套奶好姓子字存孙它安宋定容宽密对封小少屏屿岁岛",
                    "峰川已巾布帽幕年并应店度建开式引张弹得快忽息我所扇手打找把拒指按挡振搜擎支收改放",
                    "敏数文新旋无日时明是显晚晨更最有木本机李条来杯杰林果架标梁梳森模次欢款每毛气水池",
                    "沙没油洋消涛深添港漠灯点烛热爽牙牛物王现生用电略皂的盆目相省看真着码确示离私种移",
                    "稍立章笔第筝米系索红线绍经给络绝统继续网罗置老聊联肥能自色花芳苹茶蓝藏蜂蜜蜡行装",
                    "西要见视计认记许设词话读调谢购赵超路车转载输近返还这进迟送郑都酱里量钟钢钱铁锅错",
                    "镜长闭问闹阅陈除隐雨雷需静面鞋音页题风飞食饭马高鼓！，：？");

    private ScreenCorpus() {}
}

package io.mingle.gui.simulator.state;

/** Words of the system and its apps. */
public enum Label {
    HOME("Home", "主屏幕"),
    BACK("Back", "返回"),
    APPS("Apps", "应用"),
    SETTINGS("Settings", "设置"),
    MESSAGES("Messages", "信息"),
    CONTACTS("Contacts", "联系人"),
    CLOCK("Clock", "时钟"),
    SHOP("Shop", "商店"),
    READER("Reader", "阅读"),

    NETWORK("Network", "网络"),
    DISPLAY("Display", "显示"),
    SOUND("Sound", "声音"),
    BATTERY("Battery", "电池"),
    PRIVACY("Privacy", "隐私"),
    SYSTEM("System", "系统"),
    AIRPLANE("Airplane mode", "飞行模式"),
    WIFI("Wi-Fi", "无线网络"),
    BLUETOOTH("Bluetooth", "蓝牙"),
    HOTSPOT("Hotspot", "热点"),
    DARK("Dark theme", "深色主题"),
    ROTATE("Auto-rotate", "自动旋转"),
    VIBRATE("Vibration", "振动"),
    SILENT("Silent mode", "静音模式"),
    SAVER("Battery saver", "省电模式"),
    LOCATION("Location", "定位"),
    BRIGHTNESS("Brightness", "亮度"),
    VOLUME("Volume", "音量"),
    PASSWORDS("Passwords", "密码"),
    UPDATE("System update", "系统更新"),
    INSTALL("Install", "安装"),
    INSTALLED("Up to date", "已是最新"),

    NEW_CONTACT("New contact", "新建联系人"),
    NAME("Name", "姓名"),
    NUMBER("Number", "号码"),
    SAVE("Save", "保存"),
    DELETE("Delete", "删除"),
    CANCEL("Cancel", "取消"),
    MESSAGE("Message", "消息"),
    SEND("Send", "发送"),
    NEW_ALARM("New alarm", "新建闹钟"),
    HOUR("Hour", "小时"),
    MINUTE("Minute", "分钟"),
    SEARCH("Search", "搜索"),
    ADD("Add to cart", "加入购物车"),
    REMOVE("Remove", "移除"),
    CART("Cart", "购物车"),
    PAY("Pay now", "立即支付"),
    TOTAL("Total", "合计"),
    ORDERED("Thank you!", "谢谢！"),
    EMPTY("Nothing here", "这里没有内容"),
    BOOKMARK("Bookmark", "收藏"),
    BOOKMARKED("Bookmarked", "已收藏"),
    ALLOW("Allow", "允许"),
    DENY("Deny", "拒绝"),
    LATER("Later", "稍后"),
    DISMISS("Dismiss", "忽略");

    private final String english;
    private final String chinese;

    Label(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** Returns it as it is written on a phone. */
    public String in(Language language) {
        return language == Language.ZH ? chinese : english;
    }

    /** Returns the label of a toggle. */
    public static Label of(Toggle toggle) {
        return valueOf(toggle.name());
    }

    /** Returns the label of a level. */
    public static Label of(Level level) {
        return valueOf(level.name());
    }
}

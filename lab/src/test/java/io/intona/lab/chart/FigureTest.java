package io.intona.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FigureTest {
    private static final String NAME = "Größe <in> \"m\" & s";

    @TempDir
    private Path folder;

    private static Figure figure(String name) {
        XYSeries series = new XYSeries("one");
        for (int i = 0; i < 10; i++) {
            series.add(i, Math.sin(i));
        }
        XYPlot plot = Look.dressed(new XYPlot(
                new XYSeriesCollection(series), Look.axis(NAME), Look.axis("y"), new XYLineAndShapeRenderer()));
        BufferedImage map = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        map.setRGB(0, 0, 0x123456);
        plot.addAnnotation(new MapAnnotation(map, new Rectangle2D.Double(1, 0, 4, 0.5)));
        return new Figure(name, "A sine & its \"map\"", Look.chart(plot), Look.WIDTH, 150);
    }

    private static List<Element> all(Element root, String name) {
        NodeList found = root.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Element parse(byte[] svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        return document.getDocumentElement();
    }

    @Test
    void svgIsXmlWithItsTitleAndItsTextAsText() throws Exception {
        List<Path> files = figure("sine").write(folder);
        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("sine.svg", "sine.png");
        Element svg = parse(Files.readAllBytes(files.get(0)));
        assertThat(svg.getAttribute("viewBox")).isEqualTo("0 0 454 150");
        assertThat(all(svg, "title").get(0).getTextContent()).isEqualTo("A sine & its \"map\"");
        assertThat(all(svg, "text")).extracting(Element::getTextContent).contains(NAME, "y", "0.5", "-1");
    }

    @Test
    void noTextIsSmallerThanEightPoints() throws Exception {
        Element svg = parse(figure("sine").svg().getBytes(StandardCharsets.UTF_8));
        for (Element text : all(svg, "text")) {
            Element holder = text;
            while (!holder.hasAttribute("font-size")) {
                holder = (Element) holder.getParentNode();
            }
            assertThat(Double.parseDouble(holder.getAttribute("font-size").replace("px", "")))
                    .as(text.getTextContent())
                    .isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void textsSayTheirLengthSoThatOtherFontsFit() throws Exception {
        Element svg = parse(figure("sine").svg().getBytes(StandardCharsets.UTF_8));
        Element name = all(svg, "text").stream()
                .filter(text -> text.getTextContent().equals(NAME))
                .findFirst()
                .orElseThrow();
        Element shorter = all(svg, "text").stream()
                .filter(text -> text.getTextContent().equals("0"))
                .findFirst()
                .orElseThrow();
        double length = Double.parseDouble(name.getAttribute("textLength"));
        assertThat(length).isBetween(60.0, 150.0);
        assertThat(Double.parseDouble(shorter.getAttribute("textLength"))).isBetween(3.0, 8.0);
    }

    /** Two figures may stand in one page of HTML. */
    @Test
    void idsOfDifferentFiguresDiffer() throws Exception {
        Set<String> one = ids("one");
        Set<String> two = ids("two");
        assertThat(one).isNotEmpty().doesNotContainAnyElementsOf(two);
    }

    private static Set<String> ids(String name) throws Exception {
        Set<String> ids = new HashSet<>();
        for (Element element : all(parse(figure(name).svg().getBytes(StandardCharsets.UTF_8)), "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id"))).isTrue();
            }
        }
        return ids;
    }

    @Test
    void imagesArePartOfTheSvg() throws Exception {
        Element svg = parse(figure("sine").svg().getBytes(StandardCharsets.UTF_8));
        assertThat(all(svg, "image")).hasSize(1);
        assertThat(all(svg, "image").get(0).getAttributeNS("http://www.w3.org/1999/xlink", "href"))
                .startsWith("data:image/png;base64,");
    }

    @Test
    void pngShowsSomethingAtItsPrintedSize() throws IOException {
        byte[] png = figure("sine").png();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(3 * 454);
        assertThat(image.getHeight()).isEqualTo(3 * 150);
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        assertThat(colours).contains(0xFFFFFF, 0x123456).hasSizeGreaterThan(20);
        assertThat(dotsPerMetre(png)).isEqualTo("8504"); // 216 dots an inch of 0.0254 m
    }

    private static String dotsPerMetre(byte[] png) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            return ((IIOMetadataNode) root.getElementsByTagName("pHYs").item(0)).getAttribute("pixelsPerUnitXAxis");
        }
    }

    @Test
    void theSameFigureHasTheSameBytes() throws IOException {
        assertThat(figure("sine").svg()).isEqualTo(figure("sine").svg());
        assertThat(figure("sine").png()).isEqualTo(figure("sine").png());
    }
}
